import { describe, expect, it } from "vitest";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";
import { buildGraph } from "../../../model/network/graph.js";
import { vgg11 } from "../../../model/network/vgg11/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { batchWithin } from "../../../model/program/memory.js";
import { requireMemory } from "../../../model/training/requireMemory.js";

const program = buildProgram(buildGraph(vgg11), { height: 28, width: 28 });

function toldIn(total: number, free: number): readonly string[] {
  const told: string[] = [];
  const log = (message: Message): void => void told.push(englishOf(message));
  requireMemory(program, 128, { memory: { total, free }, log });
  return told;
}

describe("the memory of a network of 128.8 million parameters", () => {
  it("is told before anything is put on the device where there is less in all", () => {
    expect(() => toldIn(1e9, 1e9)).toThrow(
      "The network does not fit into the memory of this machine. A step on one image needs 1.1 GB, and there are 1.0 GB. Train on smaller images, or choose a smaller network.",
    );
  });

  it("is told with a batch that needs less where a step may take more than is free", () => {
    expect(toldIn(16e9, 3e9)).toEqual([
      `A step on 128 images may take 5.8 GB of memory, and 3.0 GB are free; if it fails, train with a batch of ${batchWithin(program, 128, 3e9)}.`,
    ]);
  });

  it("is not spoken of where there is enough", () => {
    expect(toldIn(16e9, 8e9)).toEqual([]);
  });
});
