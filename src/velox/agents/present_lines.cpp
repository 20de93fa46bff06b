// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/present_lines.hpp"

#include <algorithm>
#include <set>

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

std::uint32_t users_line(const std::vector<experiment::VerifiedPatch>& patches, const std::string& file,
                         std::uint32_t line) {
  std::vector<const experiment::VerifiedPatch*> own;  // latest first
  for (const auto& patch : patches) {
    if (patch.file() == file) own.insert(own.begin(), &patch);
  }
  if (own.empty() || line == 0) return line;
  std::size_t offset = offset_of_line(own.front()->after(), line);
  if (offset == std::string::npos) return line;
  for (const auto* patch : own) offset = before_edits(offset, patch->candidate().edits);
  const std::string& text = own.back()->before();
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return static_cast<std::uint32_t>(std::count(text.begin(), end, '\n')) + 1;
}

model::HotSpot at_present_lines(const model::HotSpot& spot, const std::vector<experiment::VerifiedPatch>& patches,
                                const source::ParsedModule& module, const model::Unit& unit) {
  const auto own = [&](const auto& patch) { return patch.file() == module.file(); };
  if (std::ranges::none_of(patches, own)) return spot;
  model::HotSpot moved = spot;
  moved.line_share.clear();
  std::set<std::uint32_t> taken;
  const source::Node definition = module.definition(unit);
  for (std::uint32_t line = definition.line(); line <= definition.last_line(); ++line) {
    const auto before = users_line(patches, module.file(), line);
    const auto share = spot.line_share.find(before);
    if (share != spot.line_share.end() && taken.insert(before).second) moved.line_share[line] = share->second;
  }
  return moved;
}

}  // namespace velox::agents
