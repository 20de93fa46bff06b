// SPDX-License-Identifier: Apache-2.0
// Where a change to be judged comes from: two files or folders, a patch, or two commits. Each becomes the same thing: a project
// folder that holds the state before, and the files that differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/change.hpp"

namespace velox::agents {

struct ChangeSource {
  fs::path root;                ///< the project before the change
  std::optional<TempDir> made;  ///< owns `root` when that is a copy of ours
  model::Change change;
  std::string description;  ///< "a.py → b.py", "fix.patch", "main..HEAD"
};

/// Two files (the first stands in a project, whose folder is `root` or found) or two folders. Errors: not_found, usage (a
/// file and a folder), invalid (nothing differs).
Result<ChangeSource> change_from_paths(const fs::path& original, const fs::path& candidate,
                                       const std::optional<fs::path>& root);

/// A unified diff against the files of `root`, as git or `velox optimize --patch` write it. Errors: not_found, invalid (it is no
/// patch, it does not apply: with what git says), unsupported (git is missing).
Result<ChangeSource> change_from_patch(const fs::path& patch, const fs::path& root);

/// `BASE..HEAD` of the git repository that `folder` is in; HEAD may be left out. Only committed files take part. Errors:
/// usage (not a range), not_found (no repository, no such commit), invalid (nothing differs), unsupported (git is missing).
Result<ChangeSource> change_from_commits(const std::string& range, const fs::path& folder);

}  // namespace velox::agents
