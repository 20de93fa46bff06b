# SPDX-License-Identifier: Apache-2.0
def gust(station, speeds: list):
    print(station)
    top = max(speeds)
    return top * 3.6
