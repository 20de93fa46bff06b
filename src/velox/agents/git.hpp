// SPDX-License-Identifier: Apache-2.0
// What git says about a repository. It never asks the user anything, and its own files are only read. Thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/base/subprocess.hpp"

namespace velox::agents {

using Environment = std::map<std::string, std::string>;

/// Runs `git ARGUMENTS` in `folder`, with `more` added to our environment. Errors: unsupported: git is missing, its answer is too
/// large.
Result<ProcessResult> git(const fs::path& folder, const std::vector<std::string>& arguments,
                          const Environment& more = {});

/// What git printed. Errors: as above; invalid: git failed: `failure`, and its first line.
Result<std::string> git_output(const fs::path& folder, const std::vector<std::string>& arguments,
                               const std::string& failure, const Environment& more = {});

/// The folder of the repository that `folder` is in. Errors: not_found.
Result<fs::path> repository_of(const fs::path& folder);

/// A list that git ended with a zero byte each (-z).
std::vector<std::string> names_of(const std::string& text);

}  // namespace velox::agents
