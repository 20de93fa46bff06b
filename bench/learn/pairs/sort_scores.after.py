# SPDX-License-Identifier: Apache-2.0
def rank(scores: list):
    scores.sort()
    return scores
