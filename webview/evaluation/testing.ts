import { computed } from "@preact/signals-core";
import { KeptQuestion, type KeptHost } from "./keptQuestion.js";
import { testedOf, type Tested } from "./tested.js";

/** What a run says of its test set. */
export class Testing extends KeptQuestion<"testedExamples"> {
  constructor(host: KeptHost) {
    super(host, "testedExamples", null);
  }

  readonly tested = computed((): Tested | null => {
    const said = this.answer.value;
    return said === null ? null : testedOf(said);
  });
}
