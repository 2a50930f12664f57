import * as z from "zod";
import { setUpEngine } from "../../answers/setUpEngine.js";
import { visibleText } from "../../messages/visibleText.js";
import { defineCommand } from "../command.js";
import { cliEnvironment } from "../environment.js";
import { dataFolder, flag } from "../options/typed.js";
import { untilEnding } from "../terminal/endings.js";
import { printNote } from "../terminal/output.js";
import { canRewriteLines, writeTo } from "../terminal/streams.js";
import type { Message } from "../../messages/message.js";
import { englishOf } from "../../messages/translate.js";

export const setup = defineCommand({
  id: "setup",
  summary: "Install what an engine needs, and find or fetch the data set; skips what is there.",
  declare: (command) =>
    command
      .option("--engine <id>", "the engine", "tensorflow")
      .option("--cuda", "the build for NVIDIA GPUs")
      .option("--data <folder>", "a folder with the data set's files"),
  argument: z.object({ engine: z.string(), cuda: flag, data: dataFolder }),
  run: async ({ engine, cuda, data: dataDirectory }) => {
    const progress = progressPrinter();
    const { dataset } = await setUpEngine(
      { engine, cuda, dataDirectory },
      { environment: cliEnvironment(), signal: untilEnding(), report: progress.show },
    );
    progress.end();
    if (dataset !== null) printNote(`${dataset.title} is in ${dataset.source}.`);
  },
});

interface SetupProgress {
  readonly show: (message: Message, fraction: number | null) => void;
  readonly end: () => void;
}

/** On a terminal rewrites the line while a message stays the same; elsewhere prints each message once. */
function progressPrinter(): SetupProgress {
  let last = "";
  const rewrites = canRewriteLines();
  return {
    show: (said, fraction) => {
      const message = englishOf(said);
      const isNew = message !== last;
      if (!rewrites) {
        if (isNew) printNote(message);
      } else {
        const percent = fraction === null ? "" : ` ${Math.floor(fraction * 100)} %`;
        const start = isNew && last !== "" ? "\n" : "\r";
        writeTo("stderr", `${start}${visibleText(message)}${percent}`);
      }
      last = message;
    },
    end: () => {
      if (rewrites && last !== "") writeTo("stderr", "\n");
    },
  };
}
