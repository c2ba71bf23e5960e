package modelfile

// What the template says above each key, in the words of a shop rather than of a program.
const (
	aboutPurchaseUnit = `What one purchase is. "order": every order is one. "day": all orders that a
contact places on one day are one together.`

	aboutRefunds = `true: an order refunded in full is no purchase any more from the day of its
refund on. false: it stays one, and a refund only lowers amounts.`

	aboutIgnoreStatus = `Orders with one of these statuses do not exist for Palier, nor do their
refunds. Capital letters make no difference.`

	aboutTypes = `The engagements that show interest and count as responses. Opened e-mails
are left out: machines open them too.`

	aboutLead = `Leads are contacts who have not bought yet. Limits in days.`

	aboutLeadCold = `A lead goes cold when neither its registration nor its latest response lies
within this many days.`

	aboutLeadInactive = `A cold lead becomes inactive when both lie further back than this. Above
lead.cold.`

	aboutCustomer = `Customers are contacts who have bought. Limits in days since the last purchase.`

	aboutDefecting = `Somebody who has not bought for longer than this is defecting.`

	aboutInactive = `Somebody who has not bought for longer than this is inactive. Above
customer.defecting.`

	aboutStatus = `The buyer status ranks customers by what they spent lately.`

	aboutStatusWindow = `Spending counts for this many days, at most 3650.`

	aboutLevels = `2 to 10 levels, lowest first. up_to is the highest spend that still belongs to
the level; the last one has none. A name is one word: labels, at the end of
this file, give it a longer one.`

	aboutRFM = `Stars and purchase profiles: how engaged, how recent, how frequent and how
valuable a customer is.`

	aboutPeriod = `The rhythm of your shop in days, at most 730: frequency and monetary value
are measured over one period.`

	aboutPeriods = `A profile looks at this many periods, 3 to 16.`

	aboutCuts = `Each list holds what it takes to reach level 4, 3, 2 and 1. Below all four,
the level is 0.`

	aboutCutEngagement = `Days since the latest response, at most.`
	aboutCutRecency    = `Days since the last purchase, at most.`
	aboutCutFrequency  = `Purchases in the current period, at least.`
	aboutCutMonetary   = `Spend in the current period, at least.`

	aboutWeights = `How much each level weighs in the stars, 0 to 10. At least one above 0.`

	aboutGroups = `The named groups (champions, loyal, at risk, ...) use cuts of their own, for
levels 4, 3, 2 and 1.`

	aboutGroupRecency = `Days since the last purchase, at most. Left out, it follows
customer.defecting (a third, two thirds, all of it) and customer.inactive.`

	aboutGroupFrequency = `Purchases within status.window, at least.`
	aboutGroupMonetary  = `Spend within status.window, at least.`

	aboutWindows = `How many days somebody has to buy (again) to count in a conversion rate, at
most 3650.`

	aboutWindowLead       = `From registration to the first purchase.`
	aboutWindowRepurchase = `From the first purchase to the second. Left out, it is customer.defecting.`
	aboutWindowDefecting  = `From defecting to the next purchase. Left out, it is customer.defecting.`
	aboutWindowInactive   = `From inactive to the next purchase. Left out, it is customer.inactive less
customer.defecting.`

	aboutExclude = `The name of a saved segment (staff, resellers, tests) to leave out of everything.
It may ask for fields and attributes of contacts, not for what they did.`

	aboutLabels = `Your own names for stages, statuses, profiles, groups and rates, by language
(en, fr). They change no number. For example:
  fr: {cold_lead: Lead endormi}
A name alone means all things of this name. Where a status is called as something
else is, its kind tells them apart: status.low, amount.low; the kinds are stage,
status, profile, amount, group and rate.`
)
