// SPDX-License-Identifier: Apache-2.0
// Where rules are learned from: pairs of files, the history of a repository, and the patches that were accepted here.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/memory.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/rules/example.hpp"

namespace velox::agents {

/// Each function that differs between two versions of a module, with the module's imports. Nothing when a version has a syntax error.
std::vector<rules::Example> examples_between(const std::string& before, const std::string& after,
                                             const std::string& origin);

/// `NAME.before.py` with `NAME.after.py`, for every NAME in `folder`. Errors: not_found; invalid: a file without its other half.
Result<std::vector<rules::Example>> examples_from_pairs(const fs::path& folder);

struct Mined {
  int commits = 0;  ///< whose message speaks of speed
  int files = 0;    ///< Python files that they changed
  std::vector<rules::Example> examples;
};
/// Of the newest `limit` commits whose message speaks of speed (not merges) of the repository that `folder` is in. Commits
/// that change very many files are left out. Errors: not_found, unsupported (git is missing).
Result<Mined> examples_from_history(const fs::path& folder, int limit);

/// Units before and after each accepted patch, with the speed-up that was confirmed.
Result<std::vector<rules::Example>> examples_from_patches(Memory& memory);

}  // namespace velox::agents
