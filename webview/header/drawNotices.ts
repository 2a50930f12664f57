import { createButton, updateButton, type ButtonOptions } from "../controls.js";
import { childOf, type HtmlSelection } from "../dom.js";
import type { PageCommand } from "../protocol.js";
import type { Notice, NoticeAction } from "./notices.js";

/**
 * What a person should know beside the numbers.
 *
 *     div
 *       section.notice.KIND[data-notice]
 *         p.notice-title
 *         p.notice-text
 *         div.notice-actions > vscode-button[data-command] ×n
 */
export function drawNotices(
  parent: HtmlSelection,
  notices: readonly Notice[],
  run: (command: PageCommand) => void,
): void {
  parent
    .selectAll<HTMLElement, Notice>("section.notice")
    .data(notices, ({ id }) => id)
    .join((enter) => enter.append("section").attr("data-notice", ({ id }) => id))
    .attr("class", ({ kind }) => `notice ${kind}`)
    .attr("aria-label", ({ title }) => title)
    .each(function (notice) {
      drawNotice(parent.select<HTMLElement>(`[data-notice="${notice.id}"]`), notice, run);
    });
}

function drawNotice(
  section: HtmlSelection,
  { title, sentences, actions }: Notice,
  run: (command: PageCommand) => void,
): void {
  childOf(section, "p", "notice-title").text(title);
  childOf(section, "p", "notice-text").text(sentences.join(" "));
  childOf(section, "div", "notice-actions")
    .selectAll<HTMLElement, NoticeAction>("[data-command]")
    .data(actions, ({ command }) => command)
    .join((enter) =>
      enter
        .append(function (action, index) {
          return createButton(this.ownerDocument, optionsOf(action, index), () => {
            run(action.command);
          });
        })
        .attr("data-command", ({ command }) => command),
    )
    .each(function (action, index) {
      updateButton(this, optionsOf(action, index));
    });
}

/** The first action is the one that helps most. */
function optionsOf({ label, icon }: NoticeAction, index: number): ButtonOptions {
  return { label, icon, isPrimary: index === 0, isEnabled: true };
}
