// What the builder asks the API. A question that is asked again drops the one before.

async function post(path, body, signal) {
  const answer = await fetch(`/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });
  const told = await answer.json();
  if (!answer.ok) throw new Error([told.detail, told.hint].filter(Boolean).join(". "));
  return told;
}

export const check = (body, signal) => post("/segment/check", body, signal);
export const count = (segment, signal) => post("/segment/count", { segment }, signal);

export async function fields(lang) {
  const answer = await fetch(`/api/v1/segment/fields?lang=${lang}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

export async function values(field, start, signal) {
  const body = { field: field.name, start };
  if (field.of !== "state") body.of = field.of;
  return (await post("/segment/values", body, signal)).values;
}
