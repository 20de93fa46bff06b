// SPDX-License-Identifier: Apache-2.0
// Unified diffs in the form that `git apply` and `patch` read.
#include <algorithm>

#include <fmt/format.h>

#include "velox/source/edits.hpp"
#include "velox/source/line_diff.hpp"

namespace velox::source {
namespace {

// A file name as git writes it: in C quotes when it holds control characters, quotes or backslashes.
std::string header_name(std::string_view side, std::string_view file) {
  const std::string name = fmt::format("{}/{}", side, file);
  const bool plain = std::none_of(name.begin(), name.end(),
                                  [](unsigned char c) { return c < 32 || c == '"' || c == '\\' || c == 127; });
  if (plain) return name.find(' ') == std::string::npos ? name : name + '\t';
  std::string quoted = "\"";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 32 || byte == 127) {
      quoted += fmt::format("\\{:03o}", static_cast<unsigned>(byte));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

void add_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "12,3", with git's conventions: no count when it is 1, and the line before when it is 0.
std::string range(std::uint32_t begin, std::uint32_t end) {
  const auto count = end - begin;
  if (count == 1) return fmt::format("{}", begin + 1);
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

using Changes = std::vector<LineChange>;

void add_hunk(std::string& out, Changes::const_iterator first, Changes::const_iterator last, std::uint32_t context,
              const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
  const auto lead = std::min(context, first->before_begin);
  const auto tail =
      std::min<std::uint32_t>(context, static_cast<std::uint32_t>(before.size()) - (last - 1)->before_end);
  const auto begin = first->before_begin - lead;
  out += fmt::format("@@ -{} +{} @@\n", range(begin, (last - 1)->before_end + tail),
                     range(first->after_begin - lead, (last - 1)->after_end + tail));
  auto at = begin;
  for (auto change = first; change != last; ++change) {
    for (; at < change->before_begin; ++at) add_line(out, ' ', before[at]);
    for (; at < change->before_end; ++at) add_line(out, '-', before[at]);
    for (auto i = change->after_begin; i < change->after_end; ++i) add_line(out, '+', after[i]);
  }
  for (const auto end = at + tail; at < end; ++at) add_line(out, ' ', before[at]);
}

}  // namespace

std::string unified_diff(std::string_view file, std::string_view before, std::string_view after, int context) {
  if (before == after) return {};
  const auto old_lines = diff_lines(before);
  const auto new_lines = diff_lines(after);
  const auto changes = line_changes(old_lines, new_lines);
  const auto around = static_cast<std::uint32_t>(std::max(context, 0));
  std::string out = fmt::format("--- {}\n+++ {}\n", header_name("a", file), header_name("b", file));
  for (auto first = changes.begin(); first != changes.end();) {
    auto last = first + 1;
    while (last != changes.end() && last->before_begin - (last - 1)->before_end <= 2 * around) ++last;
    add_hunk(out, first, last, around, old_lines, new_lines);
    first = last;
  }
  return out;
}

}  // namespace velox::source
