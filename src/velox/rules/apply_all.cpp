// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/apply_all.hpp"

#include <utility>

#include "velox/source/edits.hpp"

namespace velox::rules {

Result<Applied> apply_all(const std::string& text, const FindCandidates& find, std::size_t most) {
  Applied applied;
  auto found = VX_TRY(find(text));
  while (!found.empty() && applied.steps.size() < most) {
    AppliedCandidate step;
    step.candidate = std::move(found.front());
    step.found_before = found.size();
    const std::string& before = applied.steps.empty() ? text : applied.steps.back().text;
    step.text = VX_TRY(source::apply_edits(before, step.candidate.edits));
    found = VX_TRY(find(step.text));
    step.found_after = found.size();
    applied.steps.push_back(std::move(step));
  }
  applied.ended = found.empty();
  return applied;
}

}  // namespace velox::rules
