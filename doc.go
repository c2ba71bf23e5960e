// Package palier is the vocabulary of Palier: what a day, a contact, an order, a
// stage, a model, a state, a load and a report are, and what a Store promises.
// It imports nothing but the standard library, and everything else imports it.
//
// # Glossary
//
//   - contact: a person. Identified when a contacts file named it, unidentified
//     when only orders or engagements did.
//   - order: what one contact bought at once: sales, and the refunds that came later.
//   - purchase: an order that counts; with purchase_unit day, all of one day together.
//   - refund: money given back on an order. A credit is a refund whose order is unknown.
//   - response: an engagement that shows interest: a click, a visit, a reply, a form, a login.
//   - day: a calendar day in the workspace's time zone. Every state is that of the end of a day.
//   - stage: where a contact stands in the lifecycle, from new lead to inactive buyer.
//   - status: the level of a customer's spend over the status window.
//   - stars: 0 to 4, the rounded eRFM score of a customer.
//   - profile: how regularly a customer buys. Amount level: how much.
//   - group: the named cell of recency, frequency and monetary value.
//   - model: the limits, weights, periods and names that turn history into states.
//   - state: every fact about one contact at the end of one day under one model.
//   - load: the rows of one import. All or nothing, numbered, undoable.
//   - owner: the contact to whom an order or engagement belongs, given the contacts present.
//   - generation: one published version of everything. Every answer comes from exactly one.
//   - as-of day: the day up to which the published states are true.
package palier
