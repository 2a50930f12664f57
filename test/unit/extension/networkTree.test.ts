import { beforeEach, describe, expect, it, vi } from "vitest";
import { AskedWhatIf } from "../../../extension/askedWhatIf.js";
import { NetworkTree } from "../../../extension/views/network/networkTree.js";
import { Selection } from "../../../extension/selection.js";
import { RunStore } from "../../../extension/runs/runStore.js";
import { fittedTo } from "../../../model/network/fittedTo.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { startedEvent } from "../../support/startedEvent.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";
import { asItIs } from "../../../webview/protocol.js";
import { FakeTreeView, TreeItemCollapsibleState, window } from "./fakeVscode.js";

let view: FakeTreeView;
let selection: Selection;
let asked: AskedWhatIf;
let network: NetworkSpec;
let side: number;
let store: RunStore;
let tree: NetworkTree;

beforeEach(() => {
  view = new FakeTreeView();
  window.createTreeView.mockReturnValue(view);
  selection = new Selection();
  asked = new AskedWhatIf();
  network = googlenet;
  side = 96;
  const shownNetwork = () => ({ network, input: [1, side, side] });
  store = new RunStore(() => undefined);
  tree = new NetworkTree({ selection, asked, store, shownNetwork });
});

/** The node at the end of a path of ids. */
function nodeAt(...ids: readonly string[]): NetworkNode {
  let node: NetworkNode | undefined;
  for (const id of ids) node = tree.getChildren(node).find((child) => child.id === id);
  if (node === undefined) throw new Error(`There is no ${ids.join(" > ")}.`);
  return node;
}

function lines(parent?: NetworkNode): string[] {
  return tree.getChildren(parent).map((node) => {
    const { label, description } = tree.getTreeItem(node) as unknown as Record<
      "label" | "description",
      string
    >;
    return `${label} ${description}`;
  });
}

describe("NetworkTree", () => {
  it("leads from the modules over blocks and paths to the layers", () => {
    expect(lines()).toEqual([
      ...["Input image 1×96×96", "Module b1 64×24×24", "Module b2 192×12×12"],
      ...["Module b3 480×6×6", "Module b4 832×3×3", "Module b5 1024", "Module linear 10"],
    ]);
    const block = nodeAt("b3", "b3/3a");
    expect(lines(nodeAt("b3"))).toEqual([
      ...["Inception 3a 256×12×12", "Inception 3b 480×12×12", "3×3 max-pooling 480×6×6"],
    ]);
    expect(lines(block)).toEqual([
      ...["Path 1 64×12×12", "Path 2 128×12×12", "Path 3 32×12×12", "Path 4 32×12×12"],
      "Concatenation 256×12×12",
    ]);
    expect(lines(nodeAt("b3", "b3/3a", "b3/3a/path2"))).toEqual([
      ...["1×1 convolution 96×12×12", "3×3 convolution 128×12×12"],
    ]);
  });

  it("leads through a network of any blocks and paths to each of its layers", () => {
    network = oddNetwork;
    side = 32;
    expect(lines()).toEqual([
      ...["Input image 1×32×32", "Module preparation_of_the_signal 2048×16×16"],
      ...["Module body 64×16×16", "Module end 1000"],
    ]);
    const [body, pair] = ["body", "body/pair"];
    expect(lines(nodeAt(body))).toEqual([
      "Split the_first_block_with_three_paths 1035×16×16",
      "Split single 16×16×16",
      "Split six 192×16×16",
      "Split pair 64×16×16",
    ]);
    expect(lines(nodeAt(body, pair))).toEqual([
      ...["Path 1 24×16×16", "Path 2 40×16×16", "Concatenation 64×16×16"],
    ]);
    const found: string[] = [];
    const collect = (parent?: NetworkNode): void => {
      for (const node of tree.getChildren(parent)) {
        found.push(node.id);
        expect(tree.getParent(node)?.id).toBe(parent?.id);
        collect(node);
      }
    };
    collect();
    expect(found).toEqual(buildGraph(network, [1, 32, 32]).nodes.map(({ id }) => id));
    asked.ask({ inputSize: 8, unreduced: ["body/six"] });
    expect(lines(nodeAt(body, "body/six", "body/six/path6"))).toEqual([
      ...["3×3 convolution 16×4×4", "5×5 convolution 32×4×4"],
    ]);
  });

  it("can go back from every node to its group, as revealing needs", () => {
    const layer = nodeAt("b3", "b3/3a", "b3/3a/path2", "b3/3a/path2/conv3x3");
    const ids: string[] = [];
    for (let at = tree.getParent(layer); at !== undefined; at = tree.getParent(at)) ids.push(at.id);
    expect(ids).toEqual(["b3/3a/path2", "b3/3a", "b3"]);
  });

  it("shows a node in the explorer on a click, with its numbers at hand", () => {
    const item = tree.getTreeItem(nodeAt("b3", "b3/3a"));
    expect(item.command).toMatchObject({ command: "googlenet.showNode", arguments: ["b3/3a"] });
    expect(item.collapsibleState).toBe(TreeItemCollapsibleState.Collapsed);
    expect(item.tooltip).toContain("Input 192×12×12");
    expect(item.tooltip).toContain("163,696 parameters");
    const layer = tree.getTreeItem(nodeAt("linear", "linear/dense"));
    expect(layer.collapsibleState).toBe(TreeItemCollapsibleState.None);
  });

  it("tells height and width of windows that are not square, and of what a unit sees", () => {
    network = unequalNetwork;
    side = 22;
    const path = ["body", "body/factored", "body/factored/path1"];
    expect(lines(nodeAt(...path))).toEqual(["1×7 convolution 3×10×10", "7×1 convolution 4×10×10"]);
    const layer = tree.getTreeItem(nodeAt(...path, "body/factored/path1/conv1x7"));
    expect(layer.tooltip).toContain("Receptive field 3 × 15 pixels");
  });

  it("marks none that VS Code does not find, and loses no error over it", async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown): void => void unheard.push(reason);
    process.on("unhandledRejection", hear);
    view.reveal.mockRejectedValueOnce(new Error("TreeError: Data tree node not found"));
    selection.choose("b3", "page");
    await new Promise(setImmediate);
    process.off("unhandledRejection", hear);
    expect(unheard).toEqual([]);
  });

  it("reveals what is chosen in the diagram, but not what was chosen in itself", () => {
    selection.choose("b3/3a/path2", "page");
    expect(view.reveal).toHaveBeenCalledWith(nodeAt("b3", "b3/3a", "b3/3a/path2"), {
      ...{ select: true, focus: false },
    });
    view.reveal.mockClear();
    selection.choose("b4/4a", "tree");
    selection.choose("no/such/node", "page");
    expect(view.reveal).not.toHaveBeenCalled();
  });

  it("does not open a hidden view, and catches up when it is shown", () => {
    view.show(false);
    selection.choose("b3/3a", "page");
    expect(view.reveal).not.toHaveBeenCalled();
    view.show(true);
    expect(view.reveal).toHaveBeenCalledTimes(1);
  });

  it("answers what the explorer asks, and goes back where nothing is asked", () => {
    const changed = vi.fn();
    tree.onDidChangeTreeData(changed);
    asked.ask({ inputSize: 224, unreduced: ["b3/3a"] });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(lines(nodeAt("b3"))[0]).toBe("Inception 3a 256×28×28");
    expect(lines(nodeAt("b3", "b3/3a", "b3/3a/path2"))).toEqual(["3×3 convolution 128×28×28"]);
    // What only a page that was taken over would ask.
    asked.ask({ inputSize: 1, unreduced: ["no/such"] });
    expect(lines()[1]).toBe("Module b1 64×1×1");
    asked.ask(asItIs);
    expect(lines(nodeAt("b3"))[0]).toBe("Inception 3a 256×12×12");
  });

  it("draws anew only where the network or its input is another", () => {
    const changed = vi.fn();
    tree.onDidChangeTreeData(changed);
    tree.refresh();
    expect(lines()).toHaveLength(7);
    tree.refresh();
    expect(changed).not.toHaveBeenCalled();
    side = 224;
    tree.refresh();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(lines()[1]).toBe("Module b1 64×56×56");
  });

  it("follows a run that begins with data of its own, and one whose images get another size", () => {
    expect(lines().at(-1)).toBe("Module linear 10");
    network = fittedTo(googlenet, { channels: 1, classes: 2 });
    const dataset = { ...startedEvent().dataset, classNames: ["cat", "dog"], channels: 1 };
    store.append([{ ...startedEvent(), dataset }]);
    expect(lines().at(-1)).toBe("Module linear 2");
    side = 48;
    store.append([{ kind: "resized", time: 0, step: 5, size: [48, 48], multiplyAdds: 1 }]);
    expect(lines()[1]).toBe("Module b1 64×12×12");
  });
});
