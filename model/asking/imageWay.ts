import type { Examples } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import type { RecordedRun } from "../folder/runRecord.js";
import { fashionImage, fashionSide } from "../images/fashionImage.js";
import { fitPicture, toGray } from "../images/fitPicture.js";
import type { Picture } from "../images/picture.js";

/** How a picture becomes an image like those that a run was trained on. */
export interface ImageWay {
  readonly shape: Pick<Examples, "height" | "width" | "channels">;
  readonly imageOf: (picture: Picture) => Uint8Array;
  /** Whether its data are photos of goods, which were made images in a way of their own. */
  readonly isOfGoods: boolean;
}

export function imageWayOf({
  config: { dataset, inputSize },
  data: { channels },
}: Pick<RecordedRun, "config" | "data">): ImageWay {
  if (findDataset(dataset)?.isPublished === true) {
    const shape = { height: fashionSide, width: fashionSide, channels: 1 };
    return { shape, imageOf: fashionImage, isOfGoods: true };
  }
  const [height, width] = inputSize;
  const imageOf = (picture: Picture): Uint8Array => {
    const pixels = fitPicture(picture, height, width);
    return channels === 1 ? toGray(pixels) : pixels;
  };
  return { shape: { height, width, channels }, imageOf, isOfGoods: false };
}
