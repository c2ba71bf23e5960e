package server

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"palier/internal/workspace"
)

// metrics are what is counted for Prometheus.
type metrics struct {
	registry *prometheus.Registry
	underWay prometheus.Gauge
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
}

func newMetrics(w *workspace.Workspace) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		underWay: prometheus.NewGauge(prometheus.GaugeOpts{Name: "palier_requests_under_way", Help: "Requests that are being answered."}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "palier_requests_total", Help: "Requests answered, by the pattern that answered and the status."}, []string{"pattern", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "palier_request_seconds", Help: "How long answers took.", Buckets: []float64{.001, .005, .02, .1, .5, 2, 10, 60},
		}, []string{"pattern"}),
	}
	m.registry.MustRegister(m.underWay, m.requests, m.duration, &base{w}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answered counts an answer.
func (m *metrics) answered(r *http.Request, status int, took time.Duration) {
	pattern := cmp.Or(r.Pattern, "none")
	m.requests.WithLabelValues(pattern, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(pattern).Observe(took.Seconds())
}

// base tells of the generation that is the newest when it is asked.
type base struct{ workspace *workspace.Workspace }

var (
	generation = prometheus.NewDesc("palier_generation", "Number of the newest generation.", nil, nil)
	dataAge    = prometheus.NewDesc("palier_data_age_days", "Days from the as-of day of the states to today.", nil, nil)
	stale      = prometheus.NewDesc("palier_states_stale", "1 when facts have changed since the states were computed.", nil, nil)
)

// Describe is what prometheus asks for.
func (b *base) Describe(out chan<- *prometheus.Desc) {
	out <- generation
	out <- dataAge
	out <- stale
}

// Collect is what prometheus asks for.
func (b *base) Collect(out chan<- prometheus.Metric) {
	view, err := b.workspace.Store.View(context.Background())
	if err != nil {
		out <- prometheus.NewInvalidMetric(generation, err)
		return
	}
	defer view.Close()
	p := view.Published()
	tell := func(desc *prometheus.Desc, value float64) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
	tell(generation, float64(p.Generation))
	if p.States == 0 {
		return
	}
	days, _ := b.workspace.DataAge(p.AsOf)
	tell(dataAge, float64(days))
	if p.Stale() {
		tell(stale, 1)
	} else {
		tell(stale, 0)
	}
}
