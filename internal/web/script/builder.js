// The builder of segments is fetched by the page that has one.

export async function start(root) {
  const form = root.querySelector("#build");
  if (!form || form.dataset.started) return;
  form.dataset.started = "yes";
  const { start: begin } = await import("./build/build.js");
  await begin(form);
  form.dataset.started = "ready";
}
