# SPDX-License-Identifier: Apache-2.0
def rank(scores: list):
    for i in range(len(scores)):
        for j in range(len(scores) - 1 - i):
            if scores[j] > scores[j + 1]:
                scores[j], scores[j + 1] = scores[j + 1], scores[j]
    return scores
