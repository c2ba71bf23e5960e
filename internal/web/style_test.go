package web

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"

	"palier"
)

// colour is in linear light, 0 to 1.
type colour [3]float64

// tokens reads the colours of the style sheet; of those that stand twice the last, of dark.
func tokens(t *testing.T) (light, dark map[string]colour) {
	t.Helper()
	text, err := os.ReadFile("style/token.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark = map[string]colour{}, map[string]colour{}
	for _, match := range regexp.MustCompile(`--([a-z_-]+): #([0-9a-f]{6});`).FindAllSubmatch(text, -1) {
		var c colour
		for i := range c {
			n, err := strconv.ParseUint(string(match[2][2*i:2*i+2]), 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c[i] = linear(float64(n) / 255)
		}
		name := string(match[1])
		if _, known := light[name]; !known {
			light[name] = c
		}
		dark[name] = c
	}
	return light, dark
}

// linear takes the gamma of sRGB away (IEC 61966-2-1).
func linear(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// contrast is that of WCAG 2.
func contrast(a, b colour) float64 {
	of := func(c colour) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] + 0.05 }
	return max(of(a), of(b)) / min(of(a), of(b))
}

func TestStagesStandOutAndTextCanBeReadInLightAndDark(t *testing.T) {
	light, dark := tokens(t)
	for look, of := range map[string]map[string]colour{"light": light, "dark": dark} {
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"ink", "paper", 7}, {"ink", "sheet", 7}, {"ink", "hover", 7}, {"soft", "paper", 4.5}, {"soft", "sheet", 4.5}, {"soft", "hover", 4.5}, {"soft", "raised", 4.5},
			{"accent", "paper", 4.5}, {"accent", "sheet", 4.5}, {"on-accent", "accent", 4.5}, {"warn", "warn-paper", 4.5}, {"edge", "sheet", 3},
		} {
			if got := contrast(of[pair.front], of[pair.back]); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, below %.1f", look, pair.front, pair.back, got, pair.least)
			}
		}
		for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
			if got := contrast(of[stage.String()], of["sheet"]); got < 3 {
				t.Errorf("%s: %s has a contrast of %.2f, below 3", look, stage, got)
			}
			if light[stage.String()] != dark[stage.String()] {
				t.Errorf("%s has two colours", stage)
			}
		}
	}
}

// visions are how colours look to people who lack one kind of cone, as linear maps
// (Machado, Oliveira and Fernandes 2009, severity 1).
var visions = map[string][3][3]float64{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab gives a colour in Oklab (Ottosson 2020), where distances are as people see them.
func lab(c colour, vision [3][3]float64) colour {
	mul := func(m [3][3]float64, c colour) (out colour) {
		for i := range out {
			out[i] = m[i][0]*c[0] + m[i][1]*c[1] + m[i][2]*c[2]
		}
		return out
	}
	seen := mul(vision, c)
	for i := range seen {
		seen[i] = min(1, max(0, seen[i]))
	}
	cones := mul([3][3]float64{{0.4122214708, 0.5363325363, 0.0514459929}, {0.2119034982, 0.6806995451, 0.1073969566}, {0.0883024619, 0.2817188376, 0.6299787005}}, seen)
	for i := range cones {
		cones[i] = math.Cbrt(cones[i])
	}
	return mul([3][3]float64{{0.2104542553, 0.7936177850, -0.0040720468}, {1.9779984951, -2.4285922050, 0.4505937099}, {0.0259040371, 0.7827717662, -0.8086757660}}, cones)
}

func TestStagesAreToldApartWithEveryKindOfColourVision(t *testing.T) {
	of, _ := tokens(t)
	const least = 0.08 // in Oklab; a difference of 0.02 is just seen side by side
	for name, vision := range visions {
		for a := palier.NewLead; a <= palier.InactiveBuyer; a++ {
			for b := palier.NewLead; b < a; b++ {
				x, y := lab(of[a.String()], vision), lab(of[b.String()], vision)
				if d := math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2]); d < least {
					t.Errorf("%s: %s and %s are %.3f apart", name, a, b, d)
				}
			}
		}
	}
}
