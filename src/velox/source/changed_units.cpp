// SPDX-License-Identifier: Apache-2.0
// Two pieces of code are the same when their trees are: kinds, nesting and the texts of the leaves, comments left out. A file's
// outermost functions are cut out of its tree and compared by name; what remains is code outside of functions.
#include "velox/source/changed_units.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace velox::source {

namespace {

// The tree below `root` as text. Where `skip` says so a node stands for its subtree under the text that it gives.
template <typename Skip>
std::string outline(Node root, const Skip& skip) {
  std::string text;
  const auto enter = [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    if (node.is("comment") || node.is("line_continuation")) return false;
    if (const auto instead = skip(node); !instead.empty()) {
      text += "<" + instead + ">";
      return false;
    }
    text += "(" + std::string(node.kind());
    if (node.child_count() == 0) text.append(" ").append(node.text());
    return true;
  };
  const auto leave = [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    if (!node.is("comment") && !node.is("line_continuation") && skip(node).empty()) text += ")";
  };
  walk_tree(root.raw(), enter, leave);
  return text;
}

std::string outline(Node root) {
  return outline(root, [](Node) { return std::string(); });
}

// A function with its decorators.
Node whole(Node definition) {
  const Node parent = definition.parent();
  return parent.is("decorated_definition") ? parent : definition;
}

struct Functions {
  std::map<std::string, std::vector<model::Unit>> by_name;  // outermost ones
  std::string rest;                                         // the outline of everything else
};

Functions functions_of(const ParsedModule& module) {
  Functions found;
  std::map<const void*, std::string> names;
  for (const model::Unit& unit : module.units()) {
    if (unit.id.qualname.find("<locals>") != std::string::npos) continue;
    found.by_name[unit.id.qualname].push_back(unit);
    names[whole(module.definition(unit)).id()] = unit.id.qualname;
  }
  found.rest = outline(module.root(), [&](Node node) {
    const auto name = names.find(node.id());
    return name == names.end() ? std::string() : name->second;
  });
  return found;
}

// What stands above and in the head of a function.
std::string head(Node definition) {
  const Node body = definition.field("body");
  return outline(whole(definition), [&](Node node) { return node == body ? std::string("body") : std::string(); });
}

bool sets_state(Node definition) {
  const std::string name(definition.field("name").text());
  bool found = false;
  walk(definition.field("body"), [&](Node node) {
    found |= node.is("global_statement") || node.is("nonlocal_statement") ||
             (node.is("attribute") && node.field("object").text() == name);
    return !found;
  });
  return found;
}

}  // namespace

ChangedUnits changed_units(const ParsedModule& before, const ParsedModule& after) {
  const Functions old_ones = functions_of(before), new_ones = functions_of(after);
  ChangedUnits result;
  std::set<std::string> appeared;
  for (const auto& [name, units] : new_ones.by_name) {
    if (old_ones.by_name.contains(name)) continue;
    result.added.push_back(name);
    appeared.insert(name);
  }
  for (const auto& [name, units] : old_ones.by_name) {
    if (!new_ones.by_name.contains(name)) result.removed.push_back(name);
  }
  const auto without = [](std::string rest, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const std::string mark = "<" + name + ">";
      for (std::size_t at = rest.find(mark); at != std::string::npos; at = rest.find(mark)) rest.erase(at, mark.size());
    }
    return rest;
  };
  result.elsewhere = without(old_ones.rest, result.removed) != without(new_ones.rest, result.added);
  for (const auto& [name, units] : old_ones.by_name) {
    const auto other = new_ones.by_name.find(name);
    if (other == new_ones.by_name.end()) continue;
    const Node old_definition = before.definition(units.back()),
               new_definition = after.definition(other->second.back());
    bool same = units.size() == other->second.size();
    for (std::size_t i = 0; same && i < units.size(); ++i) {
      same = outline(whole(before.definition(units[i]))) == outline(whole(after.definition(other->second[i])));
    }
    if (same) continue;
    const bool keeps = result.elsewhere || sets_state(new_definition) || head(old_definition) != head(new_definition);
    result.changed.push_back({units.back(), keeps});
  }
  std::ranges::stable_sort(result.changed, {}, [](const ChangedUnit& one) { return one.unit.span.begin; });
  return result;
}

}  // namespace velox::source
