import { select } from "d3";
import { t } from "../words/l10n.js";

const className = "page-failure";

/** Says over the page that it stopped, with the way on; a second failure shows no second banner. */
export function showFailure(document: Document, reload: () => void): void {
  const { body } = document;
  if (body.querySelector(`.${className}`) !== null) return;
  const banner = select(body)
    .insert<HTMLElement>("div", ":first-child")
    .attr("class", className)
    .attr("role", "alert");
  banner
    .append("span")
    .text(t("This view stopped; reload it. The run goes on, and the log has the reason."));
  banner.append("button").attr("type", "button").text(t("Reload")).on("click", reload);
}

export function hideFailure(document: Document): void {
  select(document.body).select(`.${className}`).remove();
}
