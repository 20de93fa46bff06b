# SPDX-License-Identifier: Apache-2.0
def all_tags(posts: list):
    tags = set().union(*posts)
    return sorted(tags)
