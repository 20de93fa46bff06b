// SPDX-License-Identifier: Apache-2.0
#include "velox/source/edits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "velox/source/line_diff.hpp"

namespace velox::source {

Result<std::string> apply_edits(std::string_view bytes, std::vector<model::Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const model::Edit& a, const model::Edit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  std::string out;
  out.reserve(bytes.size() + 64);
  std::size_t done = 0;
  for (const auto& edit : edits) {
    if (edit.span.end > bytes.size() || edit.span.begin > edit.span.end) {
      return fail(ErrorCode::internal, fmt::format("edit [{}, {}) is outside a file of {} bytes", edit.span.begin,
                                                   edit.span.end, bytes.size()));
    }
    if (edit.span.begin < done) {
      return fail(ErrorCode::internal,
                  fmt::format("edit [{}, {}) overlaps another that ends at {}", edit.span.begin, edit.span.end, done));
    }
    out += bytes.substr(done, edit.span.begin - done);
    out += edit.text;
    done = edit.span.end;
  }
  out += bytes.substr(done);
  return out;
}

std::vector<model::Edit> edits_between(std::string_view before, std::string_view after) {
  const auto old_lines = diff_lines(before);
  const auto new_lines = diff_lines(after);
  const auto offsets = [](const std::vector<std::string_view>& lines) {
    std::vector<std::uint32_t> starts = {0};
    for (const auto line : lines) starts.push_back(starts.back() + static_cast<std::uint32_t>(line.size()));
    return starts;
  };
  const auto old_at = offsets(old_lines);
  const auto new_at = offsets(new_lines);
  std::vector<model::Edit> edits;
  for (const auto& change : line_changes(old_lines, new_lines)) {
    const auto begin = new_at[change.after_begin];
    edits.push_back({{old_at[change.before_begin], old_at[change.before_end]},
                     std::string(after.substr(begin, new_at[change.after_end] - begin))});
  }
  return edits;
}

}  // namespace velox::source
