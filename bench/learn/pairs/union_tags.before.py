# SPDX-License-Identifier: Apache-2.0
def all_tags(posts: list):
    tags = set()
    for post in posts:
        for tag in post:
            tags.add(tag)
    return sorted(tags)
