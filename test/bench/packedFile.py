"""The files of a data set, packed or not."""

import gzip
import os


def open_packed(folder, name):
    path = os.path.join(folder, name)
    return gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")
