// SPDX-License-Identifier: Apache-2.0
// A change that somebody made to a project: whole files, before and after. What `check` judges, whoever made it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace velox::model {

struct FileChange {
  std::string file;                   ///< relative to the root, with '/'
  std::optional<std::string> before;  ///< bytes; nothing when the change adds the file
  std::optional<std::string> after;   ///< nothing when it removes the file
};

struct Change {
  std::vector<FileChange> files;  ///< by name; only files that differ
};

}  // namespace velox::model
