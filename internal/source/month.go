package source

import (
	"fmt"
	"strings"
	"time"
)

// withoutMonthName writes a day with an English name of its month, such as Mar 5, 2024
// 1:05 PM or 5 March 2024, in digits. Other texts stay as they are.
func withoutMonthName(text string) string {
	words := strings.Fields(strings.ReplaceAll(text, ",", " "))
	if len(words) < 3 {
		return text
	}
	day, month := words[1], monthNamed(words[0])
	if month == 0 {
		day, month = words[0], monthNamed(words[1])
	}
	year := words[2]
	if month == 0 || len(day) == 0 || len(day) > 2 || !areDigits(day) || len(year) != 4 || !areDigits(year) {
		return text
	}
	date := fmt.Sprintf("%s-%02d-%02d", year, month, natural(day))
	return strings.TrimSpace(date + " " + strings.Join(words[3:], " "))
}

// monthNamed gives the month of an English name or its first three letters; 0: it is none.
func monthNamed(word string) time.Month {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	for month := time.January; month <= time.December; month++ {
		name := strings.ToLower(month.String())
		if word == name || word == name[:3] {
			return month
		}
	}
	return 0
}
