// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/results.hpp"

#include <algorithm>

#include "velox/base/text.hpp"

namespace velox::profile {

std::vector<fs::path> result_files(const fs::path& folder, std::string_view prefix, std::string_view suffix) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(suffix)) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::string helper_errors(const fs::path& folder) {
  for (const fs::path& file : result_files(folder, "error.", ".txt")) {
    const auto text = read_file(file);
    if (!text) continue;
    return " (helper: " + text::split(*text, '\n').front() + ")";
  }
  return {};
}

std::optional<std::string> relative_to(const fs::path& root, std::string_view path) {
  const std::string prefix = root.string() + "/";
  if (!path.starts_with(prefix)) return std::nullopt;
  return std::string(path.substr(prefix.size()));
}

}  // namespace velox::profile
