// SPDX-License-Identifier: Apache-2.0
// Any text as a page of a project: it is refused in words, or it is a rule, which then finds in the page's own cases only what
// can be applied and parses.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "velox/rules/fuzz_findings.hpp"
#include "velox/rules/pattern_rule.hpp"

namespace {

// A page is named as its id says, whatever that is.
std::string_view name_in(std::string_view text) {
  const auto at = text.find("\nid: ");
  if (at == std::string_view::npos) return "page";
  const auto rest = text.substr(at + 5);
  return rest.substr(0, rest.find('\n'));
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace velox::rules;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string name(name_in(text));
  const auto page = parse_page(name, text);
  if (!page) {
    insist(!page.error().message().empty(), "a page is refused without a word", name);
    return 0;
  }
  auto rule = make_pattern_rule(*page);
  if (!rule) {
    insist(rule.error().describe().find(name) != std::string::npos, "an error does not say of which page it is", name);
    return 0;
  }
  std::vector<std::unique_ptr<Rule>> rules;
  rules.push_back(*std::move(rule));
  for (const auto& entry : page->cases) {
    const auto module = velox::source::ParsedModule::parse(entry.before, "x.py");
    if (module && !module->syntax_error()) check_rules(rules, *module);
  }
  return 0;
}
