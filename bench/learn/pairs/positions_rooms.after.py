# SPDX-License-Identifier: Apache-2.0
class House:
    def plan(self, rooms: list):
        door = dict(zip(rooms, range(len(rooms))))
        self.door = door
