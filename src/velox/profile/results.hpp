// SPDX-License-Identifier: Apache-2.0
// The runtime helper's result folder: one file per process and kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/file_system.hpp"

namespace velox::profile {

/// Files in `folder` named `<prefix>*<suffix>`, sorted by name.
std::vector<fs::path> result_files(const fs::path& folder, std::string_view prefix, std::string_view suffix);

/// What the helper itself complained about, as " (helper: ...)"; empty when it did not.
std::string helper_errors(const fs::path& folder);

/// `path` relative to `root` with '/', or nothing when it is not below it. Purely textual.
std::optional<std::string> relative_to(const fs::path& root, std::string_view path);

}  // namespace velox::profile
