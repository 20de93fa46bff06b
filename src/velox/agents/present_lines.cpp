// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/present_lines.hpp"

#include <algorithm>
#include <map>

namespace velox::agents {

namespace {

// Where the byte at `offset` of the text after the edits was before them; the start of the edit that wrote it.
std::size_t before_edits(std::size_t offset, std::vector<model::Edit> edits) {
  std::ranges::stable_sort(edits, {}, [](const model::Edit& edit) { return edit.span.begin; });
  std::int64_t shift = 0;
  for (const auto& edit : edits) {
    const auto begin = static_cast<std::size_t>(edit.span.begin + shift);
    if (offset < begin) break;
    if (offset < begin + edit.text.size()) return edit.span.begin;
    shift += std::ssize(edit.text) - static_cast<std::int64_t>(edit.span.size());
  }
  return static_cast<std::size_t>(static_cast<std::int64_t>(offset) - shift);
}

// The offset of a line's first byte; npos beyond the end.
std::size_t offset_of_line(const std::string& text, std::uint32_t line) {
  std::size_t offset = 0;
  for (std::uint32_t i = 1; i < line; ++i) {
    offset = text.find('\n', offset);
    if (offset == std::string::npos) return offset;
    ++offset;
  }
  return offset;
}

}  // namespace

std::vector<Rewriting> rewritings_of(const std::vector<experiment::VerifiedPatch>& patches, const std::string& file) {
  std::vector<Rewriting> own;
  for (const auto& patch : patches) {
    if (patch.file() == file) own.push_back({&patch.before(), &patch.after(), &patch.candidate().edits});
  }
  return own;
}

std::uint32_t users_line(const std::vector<Rewriting>& rewritings, std::uint32_t line) {
  if (rewritings.empty() || line == 0) return line;
  std::size_t offset = offset_of_line(*rewritings.back().after, line);
  if (offset == std::string::npos) return line;
  for (auto it = rewritings.rbegin(); it != rewritings.rend(); ++it) offset = before_edits(offset, *it->edits);
  const std::string& text = *rewritings.front().before;
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return static_cast<std::uint32_t>(std::count(text.begin(), end, '\n')) + 1;
}

model::HotSpot at_present_lines(const model::HotSpot& spot, const std::vector<Rewriting>& rewritings,
                                const source::ParsedModule& module, const model::Unit& unit) {
  if (rewritings.empty()) return spot;
  std::map<std::uint32_t, std::uint32_t>
      now;  // by the user's line; what was put before a line comes before it here too
  const source::Node definition = module.definition(unit);
  for (std::uint32_t line = definition.line(); line <= definition.last_line(); ++line)
    now.insert_or_assign(users_line(rewritings, line), line);
  model::HotSpot moved = spot;
  moved.line_share.clear();
  for (const auto& [line, share] : spot.line_share) {
    auto place = now.upper_bound(line);
    if (place == now.begin()) continue;
    moved.line_share[(--place)->second] += share;
  }
  return moved;
}

}  // namespace velox::agents
