// SPDX-License-Identifier: Apache-2.0
// Which runs of lines differ between two texts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace velox::source {

/// Lines [before_begin, before_end) are replaced by [after_begin, after_end); 0-based, either may be empty.
struct LineChange {
  std::uint32_t before_begin = 0, before_end = 0;
  std::uint32_t after_begin = 0, after_end = 0;
};

/// The lines of a text, endings included; only LF ends a line, as in diffs.
std::vector<std::string_view> diff_lines(std::string_view text);

/// Changes in order, with at least one equal line between two of them.
std::vector<LineChange> line_changes(const std::vector<std::string_view>& before,
                                     const std::vector<std::string_view>& after);

}  // namespace velox::source
