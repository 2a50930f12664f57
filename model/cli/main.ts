import { Command, CommanderError } from "commander";
import { isOfSystem } from "../messages/errorCode.js";
import { messageOf, UsageError, UserError } from "../messages/userError.js";
import { visibleText } from "../messages/visibleText.js";
import { commands } from "./commands/index.js";
import { forgetClosedTerminals } from "./terminal/closedTerminal.js";
import { Interruption } from "./terminal/endings.js";
import { exitCodes } from "./terminal/exitCodes.js";
import { printNote, visibleLines } from "./terminal/output.js";
import { refuseEmpty } from "./options/refuseEmpty.js";
import { watchOutputs, writeTo } from "./terminal/streams.js";

/** `googlenet COMMAND`; data goes to stdout, all that a person reads to stderr. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("googlenet")
    .description("Train GoogLeNet and look into it.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        writeTo("stdout", text);
      },
      writeErr: (text) => {
        writeTo("stderr", text);
      },
      outputError: (text, write) => {
        write(visibleLines(text));
      },
    })
    .hook("preAction", (_, command) => {
      refuseEmpty(command);
    });
  for (const { addTo } of commands) addTo(program);
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Interruption) {
    printNote(error.message);
    return exitCodes.interrupted;
  }
  // What the system refused is told in its words; where in our code that was is of no use to a person.
  if (error instanceof UserError || isOfSystem(error)) printNote(visibleText(messageOf(error)));
  else printNote((error instanceof Error ? error.stack : undefined) ?? messageOf(error));
  return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
}

watchOutputs();
forgetClosedTerminals();

void main(process.argv).then((code) => {
  process.exitCode = code;
});
