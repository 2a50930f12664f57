import type { IdxSet } from "./idxSet.js";

/**
 * Zalando's Fashion-MNIST. The sums are of the unpacked content; the packed files with the authors'
 * published MD5 sums (8d4fb7e6…, 25c81989…, bef4ecab…, bb300cfd…) unpack to exactly these.
 */
export const fashionMnist: IdxSet = {
  id: "fashion-mnist",
  title: "Fashion-MNIST",
  classNames: [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
  ],
  train: {
    images: {
      name: "train-images-idx3-ubyte",
      dimensions: [60_000, 28, 28],
      sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    },
    labels: {
      name: "train-labels-idx1-ubyte",
      dimensions: [60_000],
      sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    },
  },
  test: {
    images: {
      name: "t10k-images-idx3-ubyte",
      dimensions: [10_000, 28, 28],
      sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    },
    labels: {
      name: "t10k-labels-idx1-ubyte",
      dimensions: [10_000],
      sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
  },
  folders: {
    debian: "/usr/share/datasets/fashion-mnist",
    keras: "fashion-mnist",
    torchvision: "FashionMNIST/raw",
  },
  // The address in the authors' README; its S3 website endpoint speaks http only.
  url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
  debianPackage: "dataset-fashion-mnist",
};
