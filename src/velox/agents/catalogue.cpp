// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/catalogue.hpp"

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/profile/targets.hpp"
#include "velox/rules/catalogue.hpp"
#include "velox/rules/rule.hpp"

namespace velox::agents {

Result<std::vector<RuleSummary>> list_rules() {
  const auto pages = VX_TRY(rules::load_catalogue());
  std::vector<RuleSummary> rules;
  for (const auto& rule : rules::builtin_rules()) {
    const auto page = std::find_if(pages.begin(), pages.end(), [&](const auto& p) { return p.id == rule->id(); });
    if (page == pages.end()) return fail(ErrorCode::internal, "rule " + std::string(rule->id()) + " has no page");
    rules.push_back({page->id, page->title, page->family, model::to_string(page->assurance), page->python,
                     page->cost_before, page->cost_after, page->factor});
  }
  return rules;
}

Result<std::string> rule_page(const std::string& id) {
  std::vector<std::string> ids;
  for (const auto& page : rules::embedded_pages()) {
    if (page.name == id) return page.text;
    ids.push_back(page.name);
  }
  const auto near = profile::near_names(id, ids);
  return fail(ErrorCode::not_found, "there is no rule '" + id + "'",
              near.empty() ? "`velox rules` lists them." : "Did you mean " + text::join(near, " or ") + "?");
}

}  // namespace velox::agents
