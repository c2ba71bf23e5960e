// What segments may name, as the API lists it, and what can be asked of each field.

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;

// Fields are those of a place in a segment: of contacts, of what was bought, of engagements.
const places = {
  contact: ["state", "contact"],
  bought: ["line", "product", "order"],
  spent: ["line", "product", "order"],
  engaged: ["engagement"],
};

export class Vocabulary {
  constructor({ fields, segments, currency }) {
    this.fields = fields;
    this.segments = segments;
    this.currency = currency;
  }

  in(place) {
    return this.fields.filter((field) => places[place].includes(field.of));
  }

  // find gives the field that a tree names: a built-in one before a column of the merchant's
  // own, but where its subject is said the own one.
  find(name, of, place) {
    const same = (field) => field.name.toLowerCase() === name.toLowerCase();
    const here = this.in(place).filter((field) => same(field) && (!of || field.of === of || (of === "contact" && field.of === "state")));
    return here.find((field) => field.own === Boolean(of)) ?? here[0] ?? null;
  }

  // naming gives how a tree names a field: its subject is said where the name alone would
  // mean another, or is no plain word.
  naming(field, place) {
    const name = { field: field.name };
    const others = this.in(place).filter((other) => other !== field && other.name.toLowerCase() === field.name.toLowerCase());
    if (field.own && (others.length > 0 || !plain.test(field.name))) name.of = field.of;
    return name;
  }

  stages() { return this.fields.find((field) => field.of === "state" && field.name === "stage").values; }

  statuses() { return this.fields.find((field) => field.of === "state" && field.name === "status").values; }
}

export const numeric = (field) => field.type === "number" || field.type === "money";

// The operators by how many values they take.
export const operands = (op) => (op.startsWith("is ") ? 0 : op === "between" ? 2 : op === "in" || op === "not in" ? Infinity : 1);

const ids = {
  "=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", in: "in", "not in": "nin", between: "between",
  contains: "contains", "starts with": "starts", "ends with": "ends", "is set": "set", "is not set": "nset",
  "is true": "true", "is not true": "ntrue", "is false": "false", "is not false": "nfalse",
};

// opWord gives the phrase of an operator; days have their own for those of order.
export const opWord = (op, day) => (day && ["=", "!=", "<", "<=", ">", ">="].includes(op) ? `op.day.${ids[op]}` : `op.${ids[op]}`);

const measured = ["=", "!=", "<", "<=", ">", ">=", "between", "in", "not in"];

// opsOf lists the operators of a field, or of what is measured of a day.
export const opsOf = (field, measure) => (measure ? measured : field.ops);

// usualOp is the one that a condition begins with.
export function usualOp(field, measure) {
  if (measure) return measure === "years_since" ? ">=" : "<=";
  if (field.type === "boolean") return "is true";
  if (field.type === "day") return ">=";
  if (numeric(field)) return ">=";
  return "=";
}
