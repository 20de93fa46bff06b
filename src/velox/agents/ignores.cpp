// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/ignores.hpp"

#include "velox/base/text.hpp"

namespace velox::agents {

namespace {
constexpr std::string_view kMark = "velox: ignore";
}

Ignores::Ignores(const source::ParsedModule& module) {
  if (module.bytes().find(kMark) == std::string::npos) return;
  source::walk(module.root(), [&](source::Node node) {
    if (!node.is("comment")) return true;
    const auto text = node.text();
    const auto at = text.find(kMark);
    if (at == std::string_view::npos || !text::trim(text.substr(1, at - 1)).empty()) return true;
    auto rest = text.substr(at + kMark.size());
    auto& rules = rules_[node.line()];
    if (!rest.starts_with('[')) return true;
    rest = rest.substr(1, rest.find(']') == std::string_view::npos ? rest.size() : rest.find(']') - 1);
    for (const auto& rule : text::split(rest, ',')) rules.emplace(text::trim(rule));
    return true;
  });
}

bool Ignores::names(std::uint32_t line, const std::string& rule) const {
  const auto found = rules_.find(line);
  return found != rules_.end() && (found->second.empty() || found->second.contains(rule));
}

std::uint32_t Ignores::covering(const model::Candidate& candidate, const model::Unit& unit) const {
  if (names(candidate.line, candidate.strategy)) return candidate.line;
  return names(unit.line, candidate.strategy) ? unit.line : 0;
}

}  // namespace velox::agents
