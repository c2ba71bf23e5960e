// What addresses alone cannot do: parts fetched without the rest of the page (htmx), charts
// drawn from the tables on it, definitions on hover and focus, keys.
import "htmx.org";
import { drawAll } from "./charts.js";
import { start as startDialogs } from "./dialog.js";
import { start as startIntake } from "./intake.js";
import { start as startKeys } from "./key.js";
import { start as startFinding } from "./find.js";
import { start as startLook } from "./look.js";
import { start as startBuilder } from "./builder.js";
import { start as startCopies } from "./copy.js";
import { start as startModel } from "./model.js";
import { start as startPrinting } from "./print.js";
import { start as startChoices } from "./choice.js";
import { start as startTerms } from "./term.js";

function show(root) {
  drawAll(root);
  startCopies(root);
  startFinding(root);
  startPrinting(root);
  startIntake(root);
  startBuilder(root);
  startModel(root);
}

startTerms();
startDialogs();
startKeys();
startLook();
startChoices();
show(document);
document.addEventListener("htmx:after:swap", () => show(document));
