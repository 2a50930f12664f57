import { joinSentences } from "../../model/messages/joinSentences.js";
import { createButton, updateButton, type ButtonOptions } from "../marks/controls.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { updateText } from "../marks/update.js";
import { holdsFocus } from "./holdsFocus.js";
import type { Notice, NoticeAction, NoticeRequest } from "./notice.js";

export interface NoticeActions {
  readonly request: (request: NoticeRequest) => void;
  readonly dismiss: (dismissal: string) => void;
  /** Shows all of a card's text, or its first lines again. */
  readonly toggle: (id: Notice["id"]) => void;
  /** Takes the focus that was on the last card. */
  readonly leave: () => void;
}

/**
 * What a person should know beside the numbers.
 *
 *     div
 *       section.notice.KIND[data-notice]
 *         p.notice-title
 *         p.notice-text
 *         div.notice-actions > vscode-button[data-action] ×n
 *         button.notice-more      where the text is cut
 *         button.notice-dismiss
 */
export function drawNotices(
  parent: HtmlSelection,
  notices: readonly Notice[],
  opened: readonly Notice["id"][],
  actions: NoticeActions,
): void {
  const place = focusedCard(parent);
  parent
    .selectAll<HTMLElement, Notice>("section.notice")
    .data(notices, ({ id }) => id)
    .join((enter) => enter.append("section").attr("data-notice", ({ id }) => id))
    .order()
    .attr("class", ({ kind }) => `notice ${kind}`)
    .classed("is-open", ({ id }) => opened.includes(id))
    .attr("aria-label", ({ title }) => title)
    .each(function (notice) {
      drawNotice(parent.select<HTMLElement>(`[data-notice="${notice.id}"]`), notice, actions);
    });
  if (place >= 0 && !holdsFocus(parent)) focusCardAt(parent, place, actions.leave);
}

/** The place of the card that holds the focus; -1 where none does. */
function focusedCard(parent: HtmlSelection): number {
  return cardsOf(parent).findIndex((card) => card.contains(card.ownerDocument.activeElement));
}

/** What went with the focus has left it to the card that stands there now, or to the last one. */
function focusCardAt(parent: HtmlSelection, place: number, leave: () => void): void {
  const card = cardsOf(parent)[place] ?? cardsOf(parent).at(-1);
  if (card === undefined) leave();
  else card.querySelector<HTMLElement>("[data-action], button")?.focus();
}

function cardsOf(parent: HtmlSelection): readonly HTMLElement[] {
  return parent.selectAll<HTMLElement, Notice>("section.notice").nodes();
}

function drawNotice(section: HtmlSelection, notice: Notice, actions: NoticeActions): void {
  updateText(childOf(section, "p", "notice-title"), () => notice.title);
  updateText(childOf(section, "p", "notice-text"), () => joinSentences(notice.sentences));
  childOf(section, "div", "notice-actions")
    .selectAll<HTMLElement, NoticeAction>("[data-action]")
    // What an action changes is part of what it is: another learning rate is another button.
    .data(notice.actions, ({ id, label }) => `${id} ${label}`)
    .join((enter) =>
      enter
        .append(function (action, index) {
          return createButton(this.ownerDocument, optionsOf(action, index), () => {
            actions.request(action.request);
          });
        })
        .attr("data-action", ({ id }) => id),
    )
    .each(function (action, index) {
      updateButton(this, optionsOf(action, index));
    });
  drawMore(section, notice, actions);
  drawDismiss(section, notice, actions);
}

function drawMore(section: HtmlSelection, { id, title }: Notice, { toggle }: NoticeActions): void {
  const isOpen = section.classed("is-open");
  const more = childOf(section, "button", "notice-more")
    .attr("type", "button")
    .attr("aria-expanded", String(isOpen))
    .attr("aria-label", isOpen ? t("Less: {0}", title) : t("More: {0}", title))
    .on("click", () => {
      toggle(id);
    });
  updateText(more, () => (isOpen ? t("Less") : t("More…")));
}

/** Offers the rest of a text that has not room for all of it. */
export function markCut(parent: HtmlSelection, id: Notice["id"], isCut: boolean): void {
  const more = parent.select<HTMLElement>(`[data-notice="${id}"] > .notice-more`);
  more.attr("hidden", isCut || more.attr("aria-expanded") === "true" ? null : "");
}

function drawDismiss(
  section: HtmlSelection,
  { dismissal, title }: Notice,
  { dismiss }: NoticeActions,
): void {
  section
    .selectAll<HTMLButtonElement, string>("button.notice-dismiss")
    .data(dismissal === null ? [] : [dismissal])
    .join((enter) => enter.append("button").attr("type", "button"))
    .attr("class", "notice-dismiss codicon codicon-close")
    .attr("title", t("Dismiss"))
    .attr("aria-label", t("Dismiss: {0}", title))
    .on("click", (_event, shown) => {
      dismiss(shown);
    });
}

/** The first action is the one that helps most. */
function optionsOf({ label, icon }: NoticeAction, index: number): ButtonOptions {
  return { label, icon, isPrimary: index === 0, isEnabled: true };
}
