// SPDX-License-Identifier: Apache-2.0
// Any bytes as a module: units lie in it and are named, facts answer every question that rules ask, and they answer alike twice.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "velox/analysis/facts.hpp"

namespace {

using velox::analysis::Facts;
using velox::source::Node;

void check(bool holds) {
  if (!holds) std::abort();
}

// A file that does not parse is never changed, and what is in its broken parts is not known: no new name is asked of it.
enum class Parsed : std::uint8_t { whole, in_parts };

void ask_about_name(const Facts& facts, Parsed parsed, Node name, Node definition) {
  const auto* binding = facts.binding(name);
  check(facts.is_builtin(name, name.text()) == facts.is_builtin(name, std::string(name.text())));
  check(parsed == Parsed::in_parts || facts.fresh_name(name, name.text()) != name.text());
  if (binding == nullptr) return;
  check(std::ranges::is_sorted(binding->loads, {}, [](Node node) { return node.span().begin; }));
  const Node loop = facts.enclosing_loop(name);
  check(!loop || facts.loop_depth(name) > 0);
  for (const Node region : {loop, definition}) {
    if (!region) continue;
    facts.mutated_in(*binding, region);
    facts.mutated_in(*binding, region, {name});
    facts.escapes(*binding, region);
    facts.invariant(name, region);
  }
  if (facts.statement_of(name)) facts.dead_after(*binding, name);
}

void ask(const Facts& facts, Parsed parsed, Node node, Node definition) {
  const auto type = facts.type_of(node);
  check(!type || (!type->name.empty() && !type->because.empty()));
  facts.poisoned(node);
  if (node.is("identifier")) ask_about_name(facts, parsed, node, definition);
  if (node.is("call") || node.is("attribute")) facts.resolve(node);
  if (node.is("call") || node.is("binary_operator") || node.is("block")) {
    const auto effects = facts.effects(node);
    check(effects.pure() == facts.effects(node).pure());
  }
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto module = velox::source::ParsedModule::parse({reinterpret_cast<const char*>(data), size}, "x.py");
  if (!module) return 0;
  const auto facts = Facts::analyse(*module);
  const bool broken = module->syntax_error() || module->root().has_error();  // also inside of an f-string
  const auto parsed = broken ? Parsed::in_parts : Parsed::whole;
  for (const auto& unit : module->units()) {
    const Node definition = module->definition(unit);
    check(definition && unit.span.end <= size && unit.span.contains(definition.span()) && unit.first_line <= unit.line);
    std::string why_not;
    check(facts.pure_function(definition, &why_not) == why_not.empty());
    facts.call_effects(definition);
    velox::source::walk(definition, [&](Node node) {
      ask(facts, parsed, node, definition);
      return node == definition || !node.is("function_definition");
    });
  }
  return 0;
}
