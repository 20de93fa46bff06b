# SPDX-License-Identifier: Apache-2.0
def gust(station, speeds: list):
    print(station)
    top = speeds[0]
    for speed in speeds:
        if speed > top:
            top = speed
    return top * 3.6
