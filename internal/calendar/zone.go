package calendar

// CountryIn gives the country whose rules a shop in a time zone most likely goes by; empty where
// it has none of its own.
func CountryIn(zone string) string {
	switch zone {
	case "Europe/Paris":
		return france
	case "Europe/London", "Europe/Belfast", "GB":
		return unitedKingdom
	case "Europe/Berlin", "Europe/Busingen":
		return germany
	case "America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu":
		return unitedStates
	}
	return ""
}
