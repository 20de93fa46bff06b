# SPDX-License-Identifier: Apache-2.0
import posixpath


def parse_listing(text):
    """Lines 'size owner path' of a recursive listing; paths may contain blanks."""
    files = []
    for line in text.split("\n"):
        if line == "" or line.startswith("#"):
            continue
        size, owner, path = line.split(" ", 2)
        files.append((path, owner, int(size)))
    return files


def parents(path):
    """'/a/b/c' -> ['/a/b', '/a', '/']"""
    chain = []
    while path != "/":
        path = posixpath.dirname(path)
        chain.append(path)
    return chain


def is_inside(path, folder):
    return folder in parents(path)


def folder_sizes(files):
    """Total size below every folder, in order of path."""
    folders = []
    for path, _, _ in files:
        for folder in parents(path):
            if folder not in folders:
                folders.append(folder)
    sizes = {}
    for folder in sorted(folders):
        sizes[folder] = sum(size for path, _, size in files if is_inside(path, folder))
    return sizes


def human(size):
    for unit in ("B", "K", "M", "G", "T"):
        if size < 1024 or unit == "T":
            return f"{size:.0f}{unit}" if unit == "B" else f"{size:.1f}{unit}"
        size = size / 1024


def by_owner(files):
    totals = {}
    for _, owner, size in files:
        try:
            totals[owner] += size
        except KeyError:
            totals[owner] = size
    return totals


def over_quota(files, quotas, default):
    """(owner, used, allowed) of owners above their quota, worst ratio first."""
    offenders = []
    for owner in by_owner(files).keys():
        used = by_owner(files)[owner]
        allowed = quotas[owner] if owner in quotas else default
        if used > allowed:
            offenders.append((owner, used, allowed))
    offenders.sort(key=lambda row: (-(row[1] / row[2]), row[0]))
    return offenders


def largest_files(files, owner, count):
    """The owner's largest files; of equal sizes the one listed first."""
    own = [entry for entry in files if entry[1] == owner]
    picked = []
    while own and len(picked) < count:
        biggest = max(own, key=lambda entry: entry[2])
        own.remove(biggest)
        picked.append(biggest)
    return picked


def duplicates(files):
    """Groups of paths with equal base name and size, at least two and not empty files."""
    groups = []
    done = []
    for path, _, size in files:
        key = (posixpath.basename(path), size)
        if size == 0 or key in done:
            continue
        done.append(key)
        same = [p for p, _, s in files if (posixpath.basename(p), s) == key]
        if len(same) > 1:
            groups.append(same)
    return groups


def letter(files, owner, used, allowed):
    body = "Dear " + owner + ",\n"
    body += "you use " + human(used) + " of " + human(allowed) + ". Largest files:\n"
    for path, _, size in largest_files(files, owner, 3):
        body += "  " + human(size).rjust(8) + "  " + path + "\n"
    return body
