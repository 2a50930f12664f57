import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { ImageLook, SeenImage } from "../../../model/asking/seenImage.js";
import { errorText } from "../../host/errorText.js";
import type { AskRun } from "../../host/runQuestions.js";
import { saysTheSame } from "../settled.js";

/** What the page knows of what the network makes of an image. */
export interface SeenState {
  /** What was asked for last; null for nothing. */
  readonly asked: ImageLook | null;
  /** The newest answer, which may still be that to the question before; null before the first. */
  readonly seen: { readonly look: ImageLook; readonly image: SeenImage } | null;
  /** Whether an answer is awaited, of which a person should be told. */
  readonly isSlow: boolean;
  /** Why there is no answer: the run has no network or no such image yet, or could not be asked. */
  readonly problem: { readonly kind: "absent" } | SeenFailure | null;
}

interface SeenFailure {
  readonly kind: "failed";
  readonly message: string;
}

export const nothingSeen: SeenState = { asked: null, seen: null, isSlow: false, problem: null };

/** A wait that is shorter is none. */
const slowAfterMs = 300;

/** Sends images through the run's network; the newest question wins. */
export class ImageRequests {
  private readonly current = signal<SeenState>(nothingSeen);
  private moment = "";
  /** What was asked of the run last. */
  private covered: ImageLook | null = null;
  private asking: AbortController | null = null;

  constructor(private readonly ask: AskRun) {}

  get state(): ReadonlySignal<SeenState> {
    return this.current;
  }

  /**
   * What to look at from now on, null for nothing, of a run as it is at that moment. The same again asks
   * nothing, and fewer nodes of the same image are there already.
   */
  want(look: ImageLook | null, moment: string): void {
    if (look === null) {
      this.takeBack();
      this.covered = null;
      this.current.value = nothingSeen;
      return;
    }
    const isThere =
      moment === this.moment && this.covered !== null && saysNoMore(look, this.covered);
    this.moment = moment;
    if (!saysTheSame(look, this.current.peek().asked)) this.change({ asked: look });
    if (!isThere) void this.readOnce(look);
  }

  /** Asks the same anew, unless an answer is awaited; what was seen stays until then. */
  refresh(): void {
    const { asked } = this.current.peek();
    if (asked !== null && this.asking === null) void this.readOnce(asked);
  }

  private takeBack(): void {
    this.asking?.abort(new Error("Another image is looked at."));
    this.asking = null;
  }

  private async readOnce(look: ImageLook): Promise<void> {
    this.takeBack();
    this.covered = look;
    const controller = new AbortController();
    this.asking = controller;
    const slow = setTimeout(() => {
      if (this.asking === controller) this.change({ isSlow: true });
    }, slowAfterMs);
    const found = await this.answerTo(look, controller.signal);
    clearTimeout(slow);
    if (this.asking !== controller) return;
    this.asking = null;
    this.change({ ...found, isSlow: false });
  }

  private async answerTo(
    look: ImageLook,
    signal: AbortSignal,
  ): Promise<Pick<SeenState, "seen" | "problem">> {
    try {
      const image = await this.ask("seenImage", look, { signal });
      return image === null
        ? { seen: null, problem: { kind: "absent" } }
        : { seen: { look, image }, problem: null };
    } catch (error) {
      return { seen: null, problem: { kind: "failed", message: errorText(error) } };
    }
  }

  private change(changes: Partial<SeenState>): void {
    this.current.value = { ...this.current.peek(), ...changes };
  }
}

function saysNoMore(look: ImageLook, covered: ImageLook): boolean {
  const { nodes, most, ...image } = look;
  const { nodes: known, most: mostKnown, ...knownImage } = covered;
  return (
    saysTheSame(image, knownImage) && most <= mostKnown && nodes.every((id) => known.includes(id))
  );
}
