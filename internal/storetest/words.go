package storetest

import (
	"fmt"
	"slices"
	"strings"

	"palier"
)

// wordsOf puts a history into words, equal for equal histories whatever the opaque
// numbers of the orders, such as
//
//	from shop; registered 3; order 5 +1000 -200@9; credit 7 -50; response 6
//
// and "nothing" for an empty one. Refunds of one order that take effect on one day are
// added up. It fails on a history that is not in the order promised.
func wordsOf(h *palier.History) (string, error) {
	var words []string
	if h.Source != "" {
		words = append(words, "from "+h.Source)
	}
	if h.Registered.Exists() {
		words = append(words, fmt.Sprintf("registered %d", h.Registered))
	}
	orders, err := wordsOfOrders(h.Movements)
	if err != nil {
		return "", fmt.Errorf("%w in %+v", err, *h)
	}
	words = append(words, orders...)
	for i, day := range h.Responses {
		if i > 0 && day < h.Responses[i-1] {
			return "", fmt.Errorf("responses are not ascending in %+v", *h)
		}
		words = append(words, fmt.Sprintf("response %d", day))
	}
	if len(words) == 0 {
		return "nothing", nil
	}
	return strings.Join(words, "; "), nil
}

// wordsOfOrders describes orders and credits by day, those of one day by their words.
func wordsOfOrders(movements []palier.Movement) ([]string, error) {
	var words, today []string
	for i := 0; i < len(movements); {
		first := movements[i]
		n := 1
		for i+n < len(movements) && movements[i+n].Day == first.Day && movements[i+n].Order == first.Order {
			n++
		}
		if i > 0 && first.Day < movements[i-1].Day || i > 0 && first.Day == movements[i-1].Day && first.Order < movements[i-1].Order {
			return nil, fmt.Errorf("movement %d is not sorted by day, order", i)
		}
		if i > 0 && first.Day > movements[i-1].Day {
			words, today = append(words, sorted(today)...), nil
		}
		text, err := wordsOfOrder(movements[i : i+n])
		if err != nil {
			return nil, err
		}
		today = append(today, text)
		i += n
	}
	return append(words, sorted(today)...), nil
}

// wordsOfOrder describes the movements of one order, or the credits of one day that
// name the same order.
func wordsOfOrder(movements []palier.Movement) (string, error) {
	first, refunds := movements[0], movements
	text := "credit "
	if first.Amount > 0 {
		text, refunds = "order ", movements[1:]
	}
	text += fmt.Sprint(int(first.Day))
	if first.Amount > 0 {
		text += fmt.Sprintf(" +%d", first.Amount)
		if first.Effect != first.Day {
			return "", fmt.Errorf("a sale takes effect on day %d instead of %d", first.Effect, first.Day)
		}
	}
	for i := 0; i < len(refunds); {
		day, amount := refunds[i].Effect, palier.Money(0)
		for ; i < len(refunds) && refunds[i].Effect == day; i++ {
			amount += refunds[i].Amount
		}
		switch {
		case amount >= 0:
			return "", fmt.Errorf("a refund of day %d is not negative", day)
		case day < first.Day, i < len(refunds) && refunds[i].Effect < day:
			return "", fmt.Errorf("a refund of day %d is out of order", day)
		case first.Amount > 0:
			text += fmt.Sprintf(" %d@%d", amount, day)
		case day != first.Day:
			return "", fmt.Errorf("a credit of day %d takes effect on day %d", first.Day, day)
		default:
			text += fmt.Sprintf(" %d", amount)
		}
	}
	return text, nil
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}
