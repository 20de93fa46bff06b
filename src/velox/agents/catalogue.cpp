// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/profile/targets.hpp"
#include "velox/rules/pattern_rule.hpp"

namespace velox::agents {

namespace {

const CatalogueEntry* entry_of(const std::vector<CatalogueEntry>& catalogue, std::string_view id) {
  const auto found = std::ranges::find(catalogue, id, [](const CatalogueEntry& entry) { return entry.page.id; });
  return found == catalogue.end() ? nullptr : &*found;
}

Result<CatalogueEntry> own_entry(const std::vector<CatalogueEntry>& catalogue, rules::PageText page) {
  CatalogueEntry entry;
  entry.page = VX_TRY(rules::parse_page(page.name, page.text));
  if (entry_of(catalogue, entry.page.id) != nullptr)
    return fail(ErrorCode::invalid, fmt::format("there is a rule '{}' already", entry.page.id),
                "Give it another name.");
  if (entry.page.kind != "pattern")
    return fail(ErrorCode::invalid,
                fmt::format("its kind is '{}': a project's own rules are patterns", entry.page.kind));
  entry.rule = VX_TRY(rules::make_pattern_rule(entry.page));
  entry.text = std::move(page.text);
  return entry;
}

}  // namespace

Result<std::vector<rules::PageText>> own_pages(const fs::path& root) { return rules::pages_in(own_rules_folder(root)); }

Result<std::vector<CatalogueEntry>> catalogue_of(const fs::path& root) {
  std::vector<CatalogueEntry> catalogue;
  auto texts = rules::embedded_pages();
  for (auto& rule : rules::builtin_rules()) {
    const auto text = std::ranges::find(texts, rule->id(), &rules::PageText::name);
    if (text == texts.end()) return fail(ErrorCode::internal, fmt::format("rule {} has no page", rule->id()));
    const rules::Page* page = rules::builtin_page(rule->id());  // parsed once already, by builtin_rules()
    if (page == nullptr) return fail(ErrorCode::internal, fmt::format("the page of rule {} is malformed", rule->id()));
    catalogue.push_back({*page, std::move(text->text), {}, std::move(rule)});
  }
  for (auto& page : VX_TRY(own_pages(root))) {
    const fs::path file = own_rules_folder(root) / (page.name + ".md");
    catalogue.push_back(VX_TRY_CONTEXT(file.string(), own_entry(catalogue, std::move(page))));
    catalogue.back().file = file;
  }
  return catalogue;
}

std::string rule_hint(const std::vector<CatalogueEntry>& catalogue, const std::string& id) {
  std::vector<std::string> ids;
  for (const auto& entry : catalogue) ids.push_back(entry.page.id);
  const auto near = profile::near_names(id, ids);
  return near.empty() ? "`velox rules` lists them." : "Did you mean " + text::join(near, " or ") + "?";
}

Result<void> check_rule_ids(const fs::path& root, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return {};
  const auto catalogue = VX_TRY(catalogue_of(root));
  for (const std::string& id : wanted) {
    if (entry_of(catalogue, id) == nullptr)
      return fail(ErrorCode::usage, fmt::format("there is no rule '{}'", id), rule_hint(catalogue, id));
  }
  return {};
}

}  // namespace velox::agents
