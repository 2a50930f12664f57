import { computed, signal } from "@preact/signals-core";
import { courseKinds, type CourseKind } from "../../../model/metrics/courses.js";
import { layoutTiles, tileAfterKey, tileAt, tilesInSight } from "../../layout/tileGrid.js";
import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import { sizeOf } from "../../page/sizeOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { t } from "../../words/l10n.js";
import { sentence } from "../../words/sentence.js";
import { drawSelect } from "../drawSelect.js";
import { placeOfTile, pointedPlaceIn } from "../pointedPlace.js";
import type { EvaluationActions } from "../stores.js";
import { courseMeanings, courseTitle, courseTitles, spokenCourse } from "./courseTexts.js";
import { courseId, courseSize, drawCourses } from "./drawCourses.js";
import type { Followed, OverEpochs } from "./followed.js";

/**
 * What became of the test set's images over the evaluations of the run.
 *
 *     section.over-epochs
 *       h2
 *       p.absent
 *       div.courses-tools > label.course-kind, p.meaning, p.curves-note > span.dot ×2
 *       div.courses-frame[role=listbox] > div.courses-room > div.course ×n          by `drawCourses`
 *       p.reading
 */
export function bindOverEpochs(
  section: HtmlSelection,
  overEpochs: OverEpochs,
  host: Pick<EvaluationActions, "showImage">,
): void {
  childOf(section, "h2", "title").text(t("Over the epochs"));
  const absent = childOf(section, "p", "absent");
  const tools = childOf(section, "div", "courses-tools");
  const frame = childOf(section, "div", "courses-frame")
    .attr("role", "listbox")
    .attr("tabindex", 0);
  const room = childOf(frame, "div", "courses-room").attr("role", "presentation");
  const element = elementOf(frame);
  const size = sizeOf(element);
  const [chosenKind, scrolled, active] = [signal<CourseKind | null>(null), signal(0), signal(0)];
  const { followed, tiles } = overEpochs;
  const kind = computed(() => chosenKind.value ?? firstFound(followed.value));
  const examples = computed(() => followed.value?.courses[kind.value] ?? []);
  const grid = computed(() => layoutTiles(examples.value.length, size.value.width, courseSize));
  const sight = computed(() => tilesInSight(grid.value, size.value.height, scrolled.value));
  const pointed = pointedPlaceIn(frame, examples);
  const choose = (next: CourseKind): void => {
    chosenKind.value = next;
    active.value = 0;
    element.scrollTop = 0;
  };
  frame.on("scroll", () => {
    scrolled.value = element.scrollTop;
  });
  drawOnChange(
    () => ({ count: overEpochs.count.value, shown: followed.value, chosen: kind.value }),
    ({ count, shown, chosen }) => {
      section.classed("is-absent", shown === null);
      updateText(absent, () => absentText(count));
      if (shown === null) return;
      updateAttribute(frame, "aria-label", () => courseTitles[chosen]);
      const texts = courseKinds.map((each) => [
        each,
        courseTitle(each, shown.courses[each].length),
      ]);
      // SAFETY: it has a text of each kind.
      const all = Object.fromEntries(texts) as Record<CourseKind, string>;
      drawSelect(
        tools,
        { name: "course-kind", title: t("Images"), values: courseKinds, chosen, texts: all },
        choose,
      );
      updateText(childOf(tools, "p", "meaning"), () => courseMeanings[chosen]);
      drawNote(childOf(tools, "p", "curves-note"));
    },
  );
  drawOnChange(
    () => ({
      ...{ shown: followed.value, grid: grid.value, sight: sight.value, examples: examples.value },
      ...{ active: active.value, news: tiles.changed.value },
    }),
    ({ shown, ...picture }) => {
      if (shown === null) return;
      room.style("height", `${picture.grid.height}px`);
      drawCourses(room, { ...picture, followed: shown, tileOf: (example) => tiles.of(example) });
      updateAttribute(frame, "aria-activedescendant", () =>
        picture.examples.length > 0 ? courseId({ place: picture.active }) : null,
      );
      tiles.want(picture.examples.slice(picture.sight.first, picture.sight.end));
    },
  );
  drawOnChange(
    () => tiles.failure.value ?? reading(),
    (text) => {
      updateText(childOf(section, "p", "reading"), () => text);
    },
  );

  function reading(): string {
    const [shown, example] = [followed.value, examples.value[pointed.value ?? active.value]];
    if (shown === null) return "";
    return example === undefined
      ? t("No image is of that kind.")
      : sentence(spokenCourse(shown, example));
  }

  const send = (place: number): void => {
    const example = examples.peek()[place];
    if (example !== undefined) host.showImage({ example, at: null });
  };
  frame
    .on("click", ({ target }: MouseEvent) => {
      const place = placeOfTile(target);
      if (place === null) return;
      active.value = place;
      send(place);
    })
    .on("keydown", (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = tileAfterKey(event.key, active.peek(), grid.peek());
      if (next !== null) {
        active.value = next;
        showPlace(element, tileAt(grid.peek(), next).y);
      } else if (event.key === "Enter" || event.key === " ") send(active.peek());
      else return;
      event.preventDefault();
    });
}

/** As long as nobody has chosen: one begins where there is something to see. */
function firstFound(followed: Followed | null): CourseKind {
  return courseKinds.find((kind) => (followed?.courses[kind].length ?? 0) > 0) ?? "hard";
}

function absentText(count: number | null): string {
  if (count === null) return "";
  return count === 0
    ? t(
        "This run has not kept what its evaluations made of each image; runs that are trained from now on do.",
      )
    : t("What its evaluations make of each image can be followed after the second one.");
}

/** What the curves are, with the dots as they are drawn. */
function drawNote(note: HtmlSelection): void {
  if (!note.select(".dot").empty()) return;
  note.append("span").text(t("Curves: the loss after each epoch that was kept, all on one scale."));
  for (const [name, text] of [
    ["right", t("taken for what it is")],
    ["wrong", t("for something else")],
  ] as const) {
    const key = note.append("span").attr("class", "key");
    key.append("i").attr("class", `dot ${name}`).attr("aria-hidden", "true");
    key.append("span").text(text);
  }
}

function showPlace(frame: HTMLElement, top: number): void {
  if (top < frame.scrollTop) frame.scrollTop = top;
  const bottom = top + courseSize.height;
  if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
}
