// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/tried.hpp"

#include <algorithm>

namespace velox::agents {

namespace {

// What a candidate replaces by what, and what stands around it.
std::string gist(const model::Candidate& candidate, const std::string& bytes) {
  constexpr std::uint32_t kAround = 40;
  std::string text = candidate.strategy;
  for (const auto& edit : candidate.edits) {
    const auto begin = edit.span.begin - std::min(edit.span.begin, kAround);
    text += '\0' + bytes.substr(begin, edit.span.end + kAround - begin) + '\0' + edit.text;
  }
  return text;
}

const model::Verdict* look_up(const std::map<std::string, model::Verdict>& known, const std::string& key) {
  const auto found = known.find(key);
  return found == known.end() ? nullptr : &found->second;
}

}  // namespace

void Tried::add(const model::Candidate& candidate, const std::string& bytes, const std::string& form,
                const model::Verdict& verdict) {
  by_gist_.insert_or_assign(gist(candidate, bytes), verdict);
  if (!form.empty()) by_form_.insert_or_assign(form, verdict);
}

const model::Verdict* Tried::of(const model::Candidate& candidate, const std::string& bytes) const {
  return look_up(by_gist_, gist(candidate, bytes));
}

const model::Verdict* Tried::of_form(const std::string& form) const { return look_up(by_form_, form); }

}  // namespace velox::agents
