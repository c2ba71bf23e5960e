package web

// Paths are where the navigation leads.
func Paths() []string {
	paths := make([]string, len(places))
	for i, one := range places {
		paths[i] = one.Path
	}
	return paths
}
