import * as vscode from "vscode";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { isGroup, type NetworkNode } from "../../../model/network/node.js";
import { nodeTitle } from "../../../model/network/nodeTitle.js";
import { Disposable } from "../../disposable.js";
import { networkViewId } from "../../manifest.js";
import type { AskedWhatIf } from "../../askedWhatIf.js";
import type { NodeChoice, Selection } from "../../selection.js";
import type { RunView } from "../../runs/runView.js";
import { mayChangeNetwork, type ShownNetwork } from "../snapshot.js";
import { askedGraph } from "./askedNetwork.js";
import { nodeIcons, nodeTooltip, shapeText } from "../../words/nodeText.js";

export interface NetworkTreeParts {
  readonly selection: Selection;
  readonly asked: AskedWhatIf;
  readonly store: Pick<RunView, "onDidChange">;
  readonly shownNetwork: () => ShownNetwork;
}

/** The Network view: modules, blocks, paths and layers of the network that the explorer draws, as it is asked there. */
export class NetworkTree extends Disposable implements vscode.TreeDataProvider<NetworkNode> {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private shown: ShownNetwork | null = null;
  private graph: NetworkGraph | null = null;
  private readonly view: vscode.TreeView<NetworkNode>;

  constructor(private readonly parts: NetworkTreeParts) {
    super();
    this.view = this.register(
      vscode.window.createTreeView(networkViewId, {
        treeDataProvider: this,
        showCollapseAll: true,
      }),
    );
    this.register(parts.selection.onDidChange((choice) => void this.follow(choice)));
    this.register(parts.asked.onDidChange(() => this.drawAnew()));
    this.register(
      parts.store.onDidChange((change) => {
        if (mayChangeNetwork(change)) this.refresh();
      }),
    );
    this.register(
      this.view.onDidChangeVisibility(({ visible }) => {
        const nodeId = parts.selection.nodeId();
        if (visible && nodeId !== null) void this.reveal(nodeId);
      }),
    );
  }

  /** The run shown or the settings have changed: draws anew where that makes another network. */
  refresh(): void {
    if (this.shown === null || isSame(this.shown, this.parts.shownNetwork())) return;
    this.drawAnew();
  }

  private drawAnew(): void {
    this.graph = null;
    this.changed.fire();
  }

  getChildren(parent?: NetworkNode): NetworkNode[] {
    const id = parent?.id ?? null;
    return this.currentGraph().nodes.filter((node) => node.parent === id);
  }

  getParent(node: NetworkNode): NetworkNode | undefined {
    return this.currentGraph().byId.get(node.parent ?? "");
  }

  getTreeItem(node: NetworkNode): vscode.TreeItem {
    const title = nodeTitle(node, vscode.l10n.t);
    const item = new vscode.TreeItem(title);
    item.id = node.id;
    item.iconPath = new vscode.ThemeIcon(nodeIcons[node.kind]);
    item.description = shapeText(node);
    item.tooltip = nodeTooltip(node);
    item.accessibilityInformation = { label: `${title}, ${shapeText(node)}` };
    item.command = {
      command: "googlenet.showNode",
      title: vscode.l10n.t("Show in Explorer"),
      arguments: [node.id],
    };
    item.collapsibleState = isGroup(node)
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None;
    return item;
  }

  /** Built when the view is drawn first, so that a window without it pays nothing. */
  private currentGraph(): NetworkGraph {
    if (this.graph === null) {
      this.shown = this.parts.shownNetwork();
      this.graph = askedGraph(this.shown, this.parts.asked.whatIf());
    }
    return this.graph;
  }

  private async follow({ nodeId, by }: NodeChoice): Promise<void> {
    // To reveal a node of a view that is hidden would open the side bar.
    if (by === "page" && this.view.visible) await this.reveal(nodeId);
  }

  private async reveal(nodeId: string): Promise<void> {
    const node = this.currentGraph().byId.get(nodeId);
    if (node === undefined) return;
    // One that VS Code does not find, since the tree is drawn anew in this moment, is not marked.
    await this.view.reveal(node, { select: true, focus: false }).then(undefined, () => undefined);
  }
}

function isSame(a: ShownNetwork, b: ShownNetwork): boolean {
  const [one, other] = [a, b].map(({ network: { id, classes }, input }) => [id, classes, ...input]);
  return one?.join() === other?.join();
}
